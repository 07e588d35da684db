package planner

const MessageLimit = messageLimit
