/** What is allowed: limits and the choices a plan may make. */
@NullMarked
package io.portcullis.kernel.policy;

import org.jspecify.annotations.NullMarked;
