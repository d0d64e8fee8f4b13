/** Invented services that play one look after the other, seeded: the worlds of analysis section 4. */
@NullMarked
package io.portcullis.simulation.world;

import org.jspecify.annotations.NullMarked;
