/** Evidence pulled from Prometheus-compatible stores: Prometheus, Thanos, Mimir, VictoriaMetrics. */
@NullMarked
package io.portcullis.adapter.prometheus;

import org.jspecify.annotations.NullMarked;
