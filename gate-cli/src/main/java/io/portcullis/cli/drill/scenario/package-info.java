/** Scenario files as values: a world, its faults, what is started in it, and what is expected. */
@NullMarked
package io.portcullis.cli.drill.scenario;

import org.jspecify.annotations.NullMarked;
