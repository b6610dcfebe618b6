import { expect, it, test } from "vitest";
import { glueColumns, tablePlace } from "../../../core/filter/cloudtrail-table.ts";

it("the columns are those of AWS's documented table", () => {
  expect(glueColumns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "eventversion string",
    "useridentity struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>",
    "eventtime string",
    "eventsource string",
    "eventname string",
    "awsregion string",
    "sourceipaddress string",
    "useragent string",
    "errorcode string",
    "errormessage string",
    "requestparameters string",
    "responseelements string",
    "additionaleventdata string",
    "requestid string",
    "eventid string",
    "readonly string",
    "resources array<struct<arn:string,accountid:string,type:string>>",
    "eventtype string",
    "apiversion string",
    "recipientaccountid string",
    "serviceeventdetails string",
    "sharedeventid string",
    "vpcendpointid string",
    "vpcendpointaccountid string",
    "eventcategory string",
    "addendum struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>",
    "sessioncredentialfromconsole string",
    "edgedevicedetails string",
    "tlsdetails struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>",
  ]);
});

test.each([
  [["eventName"], { is: "column", text: "eventname", type: "text" }],
  [
    ["userIdentity", "sessionContext", "attributes", "mfaAuthenticated"],
    { is: "column", text: "useridentity.sessioncontext.attributes.mfaauthenticated", type: "text" },
  ],
  [["requestParameters"], { is: "column", text: "requestparameters", type: "json" }],
  [["requestParameters", "a", "b"], { is: "json", column: "requestparameters", steps: ["a", "b"] }],
  [["resources"], { is: "list", column: "resources", field: undefined }],
  [["resources", "ARN"], { is: "list", column: "resources", field: "arn" }],
  // A record's names are spelled one way only, and inherit nothing.
  [["eventname"], undefined],
  [["managementEvent"], undefined],
  [["eventName", "x"], undefined],
  [["resources", "arn"], undefined],
  [["userIdentity", "constructor"], undefined],
  [[], undefined],
] as const)("%j is found in the table at %j", (path, place) => {
  expect(tablePlace(path)).toEqual(place);
});
