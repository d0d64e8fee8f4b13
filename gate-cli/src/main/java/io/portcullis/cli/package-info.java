/** The {@code gate} command: finding the server, talking to it, exit codes, and errors that say what to do. */
@NullMarked
package io.portcullis.cli;

import org.jspecify.annotations.NullMarked;
