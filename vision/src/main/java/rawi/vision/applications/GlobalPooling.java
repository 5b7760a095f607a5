package rawi.vision.applications;

/** What stands behind the last plane of a network that is taken without its top. */
public enum GlobalPooling {
  /** Nothing: the output is the plane, (batch, height, width, channels). */
  NONE,
  /** The mean of each channel, (batch, channels). */
  AVERAGE,
  /** The largest value of each channel, (batch, channels). */
  MAX
}
