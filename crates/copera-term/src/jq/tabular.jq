# jq's own formats for spreadsheets, which the library leaves out.

def tabular(texts):
  if type != "array" then error("only a list can be a line of a table")
  else map(
    if type == "string" then texts
    elif . == null then ""
    elif type == "number" or type == "boolean" then tostring
    else error("a list or an object can't be a cell of a table") end)
  end;

def @csv: tabular("\"" + gsub("\""; "\"\"") + "\"") | join(",");

def @tsv:
  tabular(gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r"))
  | join("\t");
