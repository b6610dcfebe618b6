/** https://cloud.google.com/about/locations */
const regions = `
  africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 asia-south2
  asia-southeast1 asia-southeast2 asia-southeast3 australia-southeast1 australia-southeast2 europe-central2 europe-north1
  europe-north2 europe-southwest1 europe-west1 europe-west2 europe-west3 europe-west4 europe-west6 europe-west8
  europe-west9 europe-west10 europe-west12 me-central1 me-central2 me-west1 northamerica-northeast1
  northamerica-northeast2 northamerica-south1 southamerica-east1 southamerica-west1 us-central1 us-east1 us-east4
  us-east5 us-south1 us-west1 us-west2 us-west3 us-west4`
  .trim()
  .split(/\s+/);

/** https://cloud.google.com/storage/docs/locations: multi-regions and predefined dual-regions. */
const storageMultiRegions = ["US", "EU", "ASIA", "ASIA1", "EUR4", "EUR5", "EUR7", "EUR8", "NAM4"];

/** https://cloud.google.com/kms/docs/locations */
const kmsMultiRegions = `
  global us europe asia asia1 au ca eur3 eur4 eur5 eur6 eur7 eur8 in nam3 nam4 nam6 nam7 nam8 nam9 nam10 nam11 nam12
  nam-eur-asia1 nam-eur-asia3`
  .trim()
  .split(/\s+/);

/** https://cloud.google.com/logging/docs/region-support */
const loggingMultiRegions = ["global", "us", "eu"];

export function isStorageRegion(location: string): boolean {
  return regions.includes(location.toLowerCase());
}

export function isStorageLocation(location: string): boolean {
  return isStorageRegion(location) || storageMultiRegions.includes(location.toUpperCase());
}

export function isKmsLocation(location: string): boolean {
  return regions.includes(location) || kmsMultiRegions.includes(location);
}

export function isLoggingLocation(location: string): boolean {
  return regions.includes(location) || loggingMultiRegions.includes(location);
}

/** Cloud KMS spells the multi-region `EU` of Cloud Storage and `eu` of Cloud Logging `europe`. */
export function keyLocationFor(location: string): string {
  return location.toLowerCase() === "eu" ? "europe" : location.toLowerCase();
}
