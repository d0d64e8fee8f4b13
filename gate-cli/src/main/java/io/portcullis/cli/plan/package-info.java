/** Commands about plans that nobody has started yet. */
@NullMarked
package io.portcullis.cli.plan;

import org.jspecify.annotations.NullMarked;
