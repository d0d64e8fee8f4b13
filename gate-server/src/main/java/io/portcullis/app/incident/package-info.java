/** What callers may ask of incidents. */
@NullMarked
package io.portcullis.app.incident;

import org.jspecify.annotations.NullMarked;
