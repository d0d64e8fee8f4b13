package io.portcullis.wiring;

/** Name of this server, unlike that of any other that shares its database. */
record Replica(String name) {}
