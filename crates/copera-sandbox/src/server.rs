//! The server's thread: bound, serving, and gone when its handle is.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    thread::{self, JoinHandle},
    time::Duration,
};

use thiserror::Error;
use tokio::{net::TcpListener, runtime, sync::oneshot};

use crate::{
    routes,
    state::Shared,
    wire::{BreakableListener, Line},
};

/// How long requests in flight may take to end when the server stops; a scripted delay can be longer.
const GRACE: Duration = Duration::from_millis(250);

/// Why a sandbox did not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port on loopback can't be listened on.
    #[error("can't listen on 127.0.0.1:{port}")]
    Bind {
        /// The port that was asked for; 0 stands for any free one.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The server's thread or its runtime could not be made.
    #[error("can't start the server's thread")]
    Thread {
        /// What the system said.
        source: io::Error,
    },
}

/// A running server. Dropping it stops the server and waits for its thread to end.
///
/// It has a thread of its own so that a test may hold any runtime, or block without one.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) async fn start(port: u16, shared: Shared) -> Result<Self, StartError> {
        let (stop, stopped) = oneshot::channel();
        let (bound, address) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("copera-sandbox".to_owned())
            .spawn(move || run(port, shared, bound, stopped))
            .map_err(|source| StartError::Thread { source })?;
        // The sender is only lost if the thread panics.
        let address = address.await.unwrap_or_else(|_| {
            let source = io::Error::other("the thread ended early");
            Err(StartError::Thread { source })
        })?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It has nothing to tell; a panic in it was printed when it happened.
            let _ = thread.join();
        }
    }
}

/// The thread's whole life. `stopped` resolves when the handle is dropped.
fn run(
    port: u16,
    shared: Shared,
    bound: oneshot::Sender<Result<SocketAddr, StartError>>,
    stopped: oneshot::Receiver<()>,
) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(source) => {
            let _ = bound.send(Err(StartError::Thread { source }));
            return;
        }
    };
    runtime.block_on(async {
        let (listener, address) = match listen(port).await {
            Ok(listening) => listening,
            Err(source) => {
                let _ = bound.send(Err(StartError::Bind { port, source }));
                return;
            }
        };
        shared.lock().origin = format!("http://{address}");
        if bound.send(Ok(address)).is_err() {
            return;
        }
        serve(listener, shared, stopped).await;
    });
    // Connections that outlived the grace end with the runtime.
}

async fn listen(port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn serve(listener: TcpListener, shared: Shared, stopped: oneshot::Receiver<()>) {
    let app = routes::router(shared).into_make_service_with_connect_info::<Line>();
    let (begin_stop, stopping) = oneshot::channel::<()>();
    let server = axum::serve(BreakableListener(listener), app).with_graceful_shutdown(async {
        let _ = stopping.await;
    });
    let deadline = async {
        let _ = stopped.await;
        drop(begin_stop);
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        _ = server => {}
        () = deadline => {}
    }
}
