"""What people are told of forms."""

SUBMISSION = "statistics.submission"
QUOTED = "statistics.quoted"
