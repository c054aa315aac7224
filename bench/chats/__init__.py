"""`./alo153 bench chats`: what hundreds of idle chats cost one web process."""
