/** How long a look takes, what it allocates, and how large its state is. */
@NullMarked
package io.portcullis.benchmark;

import org.jspecify.annotations.NullMarked;
