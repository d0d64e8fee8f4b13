/** How the servers of a drill tell what they counted: relay reports, OTLP, or an exporter that Prometheus scrapes. */
@NullMarked
package io.portcullis.cli.drill.evidence;

import org.jspecify.annotations.NullMarked;
