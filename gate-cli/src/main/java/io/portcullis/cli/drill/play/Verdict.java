package io.portcullis.cli.drill.play;

/** One expectation, what happened instead or just so, and whether that is as expected. */
public record Verdict(boolean passed, String expected, String happened) {}
