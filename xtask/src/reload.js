// Reloads the page when Trunk has built it anew. Trunk's own script is inline, which the page's policy refuses.
const listen = (onopen) => {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/.well-known/trunk/ws`);
  socket.onopen = onopen ?? null;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "reload") location.reload();
    else if (message.type === "buildFailure") console.error(`The build failed:\n${message.data.reason}`);
  };
  // Once the server is back, the page it has may be another.
  socket.onclose = () => setTimeout(listen, 3000, () => location.reload());
};
listen();
