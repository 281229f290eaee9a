"""What people are told of forms."""

SUBMISSION = "statistics.submission"
REMINDER = "statistics.reminder"
URGED = "statistics.urged"
OFFERED = "statistics.offered"
