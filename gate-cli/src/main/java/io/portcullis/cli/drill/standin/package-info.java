/** Stands in for what is around a service: what the gate's probes ask, and what tells of its dependencies. */
@NullMarked
package io.portcullis.cli.drill.standin;

import org.jspecify.annotations.NullMarked;
