"""What we write to citizens on our own: a file has moved, an appointment is near."""
