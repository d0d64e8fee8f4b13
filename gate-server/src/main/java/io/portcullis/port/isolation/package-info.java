/** Tells from outside whether a region lives, what it carries and what it says of itself. */
@NullMarked
package io.portcullis.port.isolation;

import org.jspecify.annotations.NullMarked;
