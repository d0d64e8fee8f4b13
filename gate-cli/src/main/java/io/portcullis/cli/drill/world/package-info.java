/** The world a drill plays: regions, servers and their counts, drawn look by look from a seed. */
@NullMarked
package io.portcullis.cli.drill.world;

import org.jspecify.annotations.NullMarked;
