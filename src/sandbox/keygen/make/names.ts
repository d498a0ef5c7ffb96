type Names = readonly [readonly [key: string, name: string], ...(readonly [key: string, name: string])[]];

/** Distribution engines. */
export const ENGINES: Names = [
  ['pypi', 'PyPI'],
  ['tauri', 'Tauri'],
  ['raw', 'Raw'],
  ['rubygems', 'Rubygems'],
  ['npm', 'npm'],
  ['oci', 'OCI'],
];

/** Release channels. */
export const CHANNELS: Names = [
  ['stable', 'Stable'],
  ['rc', 'RC'],
  ['beta', 'Beta'],
  ['alpha', 'Alpha'],
  ['dev', 'Dev'],
];

/** Platforms as vendors spell them; the API takes any text. */
export const PLATFORMS: Names = [
  ['darwin', 'macOS'],
  ['linux', 'Linux'],
  ['win32', 'Windows'],
  ['aix', 'AIX'],
  ['alpine', 'Alpine Linux'],
  ['android', 'Android'],
  ['centos', 'CentOS'],
  ['debian', 'Debian'],
  ['dragonfly', 'DragonFly BSD'],
  ['fedora', 'Fedora'],
  ['freebsd', 'FreeBSD'],
  ['haiku', 'Haiku'],
  ['illumos', 'illumos'],
  ['ios', 'iOS'],
  ['ipados', 'iPadOS'],
  ['js', 'JavaScript'],
  ['netbsd', 'NetBSD'],
  ['openbsd', 'OpenBSD'],
  ['plan9', 'Plan 9'],
  ['rhel', 'RHEL'],
  ['solaris', 'Solaris'],
  ['ubuntu', 'Ubuntu'],
  ['visionos', 'visionOS'],
  ['wasip1', 'WASI'],
];

/** Architectures. */
export const ARCHES: Names = [
  ['arm64', 'ARM64'],
  ['amd64', 'AMD64'],
  ['386', '386'],
  ['alpha', 'Alpha'],
  ['armel', 'ARM EABI'],
  ['armhf', 'ARM hard float'],
  ['hppa', 'HP PA-RISC'],
  ['ia64', 'IA-64'],
  ['loong64', 'LoongArch64'],
  ['m68k', 'M68k'],
  ['mips', 'MIPS'],
  ['mips64', 'MIPS64'],
  ['mips64le', 'MIPS64 LE'],
  ['mipsle', 'MIPS LE'],
  ['ppc', 'PowerPC'],
  ['ppc64', 'PPC64'],
  ['ppc64le', 'PPC64 LE'],
  ['riscv64', 'RISC-V 64'],
  ['s390x', 's390x'],
  ['sh4', 'SuperH 4'],
  ['sparc64', 'SPARC64'],
  ['wasm', 'WebAssembly'],
];
