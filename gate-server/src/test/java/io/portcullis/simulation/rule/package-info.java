/** What is compared: the gate, and the rules a user would have otherwise. */
@NullMarked
package io.portcullis.simulation.rule;

import org.jspecify.annotations.NullMarked;
