/** Whether what others depend on is fit, told from its own series by the rules of its pack. */
@NullMarked
package io.portcullis.kernel.pack.health;

import org.jspecify.annotations.NullMarked;
