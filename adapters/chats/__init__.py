"""Where people talk to Amazcope: a folder for each platform, with its inbox, its outbox and how it draws cards."""
