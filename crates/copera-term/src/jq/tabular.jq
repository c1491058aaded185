# jq's own formats for spreadsheets, which the library leaves out.

def tabular(texts):
  if type != "array" then error("only a list can be a line of a table")
  else map(
    if type == "string" then texts
    elif . == null then ""
    elif type == "number" or type == "boolean" then tostring
    else error("a list or an object can't be a cell of a table") end)
  end;

# Without regular expressions, which would be compiled anew for each cell.
def tabular_escape($char; $by):
  (. / $char) as $parts | if ($parts | length) > 1 then $parts | join($by) end;

def @csv: tabular("\"" + tabular_escape("\""; "\"\"") + "\"") | join(",");

def @tsv:
  tabular(tabular_escape("\\"; "\\\\") | tabular_escape("\t"; "\\t")
    | tabular_escape("\n"; "\\n") | tabular_escape("\r"; "\\r"))
  | join("\t");
