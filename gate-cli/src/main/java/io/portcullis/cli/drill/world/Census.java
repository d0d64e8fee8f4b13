package io.portcullis.cli.drill.world;

/** Servers of a region by version. */
public record Census(int oldRunning, int newRunning, int newDraining) {}
