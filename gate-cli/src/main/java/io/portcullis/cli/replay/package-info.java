/** The command that plays the gate over past metrics. */
@NullMarked
package io.portcullis.cli.replay;

import org.jspecify.annotations.NullMarked;
