/** What keeps a slow or broken source of evidence from slowing or breaking a look. */
@NullMarked
package io.portcullis.adapter.resilience;

import org.jspecify.annotations.NullMarked;
