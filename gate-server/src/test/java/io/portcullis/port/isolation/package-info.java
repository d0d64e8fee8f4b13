/** What every source of signs of life must do. */
@NullMarked
package io.portcullis.port.isolation;

import org.jspecify.annotations.NullMarked;
