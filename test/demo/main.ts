// `npm run demo`: the main job on a real control plane, each step as a user would type it.

import { startControlPlane } from '../support/control-plane.ts';
import { checkCluster } from './check-cluster.ts';
import { copyExample } from './copy-example.ts';
import { createStage, type Stage } from './stage.ts';

const whatIsThere = [
  'get',
  'deployments,ingresses',
  '--namespace=shop',
  '--output=custom-columns=KIND:.kind,NAME:.metadata.name,IMAGE:.spec.template.spec.containers[0].image',
];

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted.abort();
  });
}

process.exitCode = await demonstrate(interrupted.signal);

async function demonstrate(signal: AbortSignal): Promise<number> {
  console.log('Starting a Kubernetes control plane: etcd, API server, controller manager.');
  const plane = await startControlPlane();
  try {
    signal.throwIfAborted();
    console.log(`It serves ${plane.server}. No node runs: objects are real, pods stay pending.`);
    await play(await createStage(plane, signal));
    return 0;
  } catch (error) {
    if (signal.aborted) {
      console.log('\nInterrupted.');
      return 130;
    }
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await plane.stop();
    console.log('The control plane is stopped, and its directory removed.');
  }
}

async function play(stage: Stage): Promise<void> {
  const example = await copyExample(stage.dir);

  stage.say('The hostgroup: a web shop, of which the modules say how it is built.');
  stage.show('cat hostgroup.nix', await example.read());

  stage.say('Evaluate and check everything; touch nothing.');
  await stage.kubernixos(['./hostgroup.nix']);

  stage.say('Print the manifests, apply them, and prune what is no longer wanted: nothing yet.');
  const first = await stage.kubernixos(['./hostgroup.nix', 'dump', 'apply', 'prune', '--yes']);
  await stage.kubectl(whatIsThere);

  stage.say('A new version is out, and the shop gives up its Ingress. In hostgroup.nix:');
  console.log(`\n${await example.release()}`);

  stage.say('The same command: it changes what changed, and deletes what the hostgroup lost.');
  const second = await stage.kubernixos(['./hostgroup.nix', 'dump', 'apply', 'prune', '--yes']);
  await stage.kubectl(whatIsThere);

  stage.say('Is it so? Each object of both releases, asked of the cluster itself:');
  console.log(await checkCluster(stage.tools, first, second));
}
