package io.portcullis.port.store;

/** The analysis after a look; look 0 is the start. */
public record StoredSnapshot(int look, Bytes snapshot) {}
