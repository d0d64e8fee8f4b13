/** The standard OTLP metrics service: counts that servers push with any OpenTelemetry exporter. */
@NullMarked
package io.portcullis.adapter.otlp;

import org.jspecify.annotations.NullMarked;
