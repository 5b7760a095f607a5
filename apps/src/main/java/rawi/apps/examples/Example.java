package rawi.apps.examples;

import rawi.apps.cli.Session;

/** One small network of a course, with data that it makes itself. */
interface Example {
  /** What it is called on the command line. */
  String name();

  /** What it shows, in one line. */
  String description();

  /** Makes the data, trains, and judges on what was not seen in training. */
  Outcome run(Session session, Pictures pictures);
}
