/** Probes: which, from where, how often, and what their results say of the world. */
@NullMarked
package io.portcullis.app.probe;

import org.jspecify.annotations.NullMarked;
