/** The {@code demo} command: a server of its own, an incident played against it, and nothing left behind. */
@NullMarked
package io.portcullis.cli.demo;

import org.jspecify.annotations.NullMarked;
