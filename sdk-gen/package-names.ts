/** What the root's package.json says of the package. */
export interface PackageIdentity {
  name: string;
  version: string;
  description: string;
  repository: string;
  license: string;
}

/** What the package is called in each language's registry and in its programs: decided here, and nowhere else. */
export interface PackageNames {
  npm: string;
  pypi: string;
  pythonModule: string;
  /** The module, and the package in it that programs import. */
  go: { module: string; package: string };
  /** The package on NuGet, and the namespace of its types, in two parts. */
  dotnet: { root: string; namespace: string };
  maven: { group: string; artifact: string };
  /** The Java package of the components, in two parts. */
  java: { base: string; name: string };
}

export const packageNames = ({ name, repository }: Pick<PackageIdentity, "name" | "repository">): PackageNames => {
  const goModule = `${repository.replace(/^https:\/\//, "")}/sdk-gen/go`;
  return {
    npm: name,
    pypi: name,
    pythonModule: name.replaceAll("-", "_"),
    go: { module: goModule, package: `${goModule}/auditlog` },
    dotnet: { root: "Pulumi", namespace: "Auditlog" },
    maven: { group: "com.auditlog", artifact: name },
    java: { base: "com.auditlog", name: "pulumi" },
  };
};

interface RootPackage extends Omit<PackageIdentity, "repository"> {
  repository: { url: string };
}

/** Of the root's package.json, with the repository as people open it. */
export const identityOf = ({ name, version, description, repository, license }: RootPackage): PackageIdentity => ({
  name,
  version,
  description,
  repository: repository.url.replace(/^git\+/, "").replace(/\.git$/, ""),
  license,
});
