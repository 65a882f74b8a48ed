export {
  type Begun,
  createRelyingParty,
  type Failure,
  type ProviderSettings,
  type RelyingParty,
} from "./relying-party.ts";
