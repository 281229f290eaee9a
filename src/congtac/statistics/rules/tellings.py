"""What people are told of forms."""

SUBMISSION = "statistics.submission"
QUOTED = "statistics.quoted"
REMINDER = "statistics.reminder"
URGED = "statistics.urged"
OFFERED = "statistics.offered"
