import { Writable } from 'node:stream';
import type { Extract } from 'tar-stream';

/** A stream of Node that feeds tar-stream, which has streams of its own, at its pace. */
export function tarSink(tar: Extract): Writable {
  let isFinished = false;
  const sink = new Writable({
    write(chunk, _encoding, done) {
      if (tar.write(chunk)) done();
      else
        tar.once('drain', () => {
          done();
        });
    },
    final(done) {
      tar.once('finish', () => {
        isFinished = true;
        done();
      });
      tar.end(null);
    },
    destroy(error, done) {
      tar.destroy(error);
      done(error);
    },
  });
  tar.on('error', (error) => sink.destroy(error));
  tar.on('close', () => {
    if (!isFinished) sink.destroy(); // Nobody reads it any more.
  });
  return sink;
}
