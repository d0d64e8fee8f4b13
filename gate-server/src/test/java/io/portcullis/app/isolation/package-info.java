/** Facts about watching regions as a whole. */
@NullMarked
package io.portcullis.app.isolation;

import org.jspecify.annotations.NullMarked;
