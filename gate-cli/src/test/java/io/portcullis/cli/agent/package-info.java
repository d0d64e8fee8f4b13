/** An agent against a gate that a test speaks for. */
@NullMarked
package io.portcullis.cli.agent;

import org.jspecify.annotations.NullMarked;
