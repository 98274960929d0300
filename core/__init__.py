"""What Amazcope knows and does; nothing here touches the outside world."""
