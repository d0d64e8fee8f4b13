package io.portcullis.wiring.configuration;

import java.net.URI;
import java.nio.file.Path;

/** A signed HTTP hook. */
public record HookConfiguration(URI url, Path secretFile) {}
