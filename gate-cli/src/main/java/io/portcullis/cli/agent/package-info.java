/** A vantage point of its own: probes what the gate tells it to, and reports. */
@NullMarked
package io.portcullis.cli.agent;

import org.jspecify.annotations.NullMarked;
