/** What the application needs kept: rollouts with their logs and looks, incidents, actions to be done. */
@NullMarked
package io.portcullis.port.store;

import org.jspecify.annotations.NullMarked;
