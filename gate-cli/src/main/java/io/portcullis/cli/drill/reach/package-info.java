/** Stand-ins for how regions are reached, by their peers and by users, and agents that try. */
@NullMarked
package io.portcullis.cli.drill.reach;

import org.jspecify.annotations.NullMarked;
