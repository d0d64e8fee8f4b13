/** Runs probes: the only place of the program that touches what it watches from outside. */
@NullMarked
package io.portcullis.probe.run;

import org.jspecify.annotations.NullMarked;
