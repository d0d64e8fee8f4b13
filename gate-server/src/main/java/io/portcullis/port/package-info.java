/** Interfaces the application needs from the world, the values they exchange and how the world fails. */
@NullMarked
package io.portcullis.port;

import org.jspecify.annotations.NullMarked;
